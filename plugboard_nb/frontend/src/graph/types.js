/**
 * What Python sends of a graph: see widgets/graph_structure.py and widgets/graph_values.py.
 *
 * @typedef {object} Box  A component.
 * @property {string} name
 * @property {string} type
 * @property {string} title  The name, shortened to fit.
 * @property {string} subtitle  The type, shortened to fit.
 * @property {string} doc
 * @property {number} layer  Wires lead from lower to higher layers unless they feed back.
 * @property {number} x  Left edge, in px of the drawing.
 * @property {number} y  Upper edge.
 * @property {number} width
 * @property {number} height
 *
 * @typedef {object} Port
 * @property {number} box
 * @property {"in" | "out"} side
 * @property {string} field
 * @property {string} label  The field, shortened to fit.
 * @property {string} unit
 * @property {string} doc
 * @property {number} x
 * @property {number} y
 * @property {string} watch  Condition that holds where it changes; "" where there is no record.
 *
 * @typedef {object} Place  A pill: its centre, the width kept for it, and how wide it may become.
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} room
 *
 * @typedef {object} Route  A wire, or an event on its way.
 * @property {string} id
 * @property {number} source  Number of the component.
 * @property {number} target
 * @property {number} from  Number of the output, -1 for events.
 * @property {number} to
 * @property {"wire" | "event"} kind
 * @property {string} event  The type of the event as it is shown.
 * @property {string} type  The type of the event.
 * @property {boolean} delayed
 * @property {boolean} around
 * @property {string} path
 * @property {Place} pill
 *
 * @typedef {object} Structure
 * @property {string} name
 * @property {Box[]} boxes
 * @property {Port[]} ports
 * @property {Route[]} routes
 * @property {{port: number, pill: Place}[]} outlets  Outputs without a wire.
 * @property {[number, number, number, number]} bounds  Left, top, width, height.
 * @property {string[]} moved  Components that somebody has moved.
 *
 * @typedef {object} Values  All numbers are those of ports, components or routes.
 * @property {number} tick
 * @property {string[]} texts  One for each port.
 * @property {number[]} missing
 * @property {number[]} changed
 * @property {number[]} held
 * @property {[number, number][]} queues  Inputs where more than one value waits, and how many.
 * @property {[number, string][]} waiting  Inputs where a value waits, and the next one.
 * @property {string[]} statuses  One for each component.
 * @property {number[]} events  Routes on which an event went in this tick.
 *
 * @typedef {object} Breakpoint
 * @property {number} number
 * @property {string} text
 * @property {boolean} enabled
 * @property {number[]} ports  Outputs that it looks at.
 * @property {number} own  The output whose every change it waits for, else -1.
 * @property {string[]} events
 */

export {};
