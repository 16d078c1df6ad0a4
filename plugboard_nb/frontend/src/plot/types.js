/**
 * What Python sends a history plot.
 *
 * @typedef {object} Series
 * @property {string} id
 * @property {string} field
 * @property {string} branch
 * @property {boolean} shown  Whether its branch is the one that is viewed.
 * @property {string} unit
 * @property {number} colour  Number of a `--pb-series-*`.
 * @property {number} dash
 * @property {boolean} stepped
 * @property {boolean} whole
 *
 * @typedef {object} PanelLayout
 * @property {"numbers" | "flags" | "words"} kind
 * @property {string} unit
 * @property {string[]} fields
 * @property {Series[]} series
 * @property {{id: string, field: string, colour: number}[]} data  Measured values.
 *
 * @typedef {object} BranchLayout
 * @property {string} name
 * @property {number} colour
 * @property {number} dash
 * @property {boolean} drawn
 * @property {boolean} shown
 *
 * @typedef {object} Layout
 * @property {PanelLayout[]} panels
 * @property {BranchLayout[]} branches
 * @property {{field: string, reason: string}[]} left_out
 * @property {boolean} chosen  Whether somebody chose the fields.
 *
 * @typedef {object} Lines
 * @property {number} first
 * @property {number} last
 * @property {number} low
 * @property {number} high
 * @property {boolean} zoomed
 * @property {Record<string, any>} series
 * @property {Record<string, string[]>} words  Field → its words, by number.
 *
 * @typedef {object} Values
 * @property {number} tick
 * @property {string} branch
 * @property {Record<string, string | null>} rows
 *
 * @typedef {object} Happening
 * @property {number} tick
 * @property {string} kind
 * @property {string} text
 * @property {string} label  A few words of it.
 * @property {string} branch
 * @property {number} at  Number of the branch.
 * @property {number} [count]
 * @property {string[]} [more]
 */

export {};
