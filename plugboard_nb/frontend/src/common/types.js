/**
 * What anywidget hands to a view, and what a view of ours is.
 *
 * @typedef {object} Model
 * @property {(key: string) => any} get
 * @property {(content: object, callbacks?: object, buffers?: ArrayBuffer[]) => void} send
 * @property {(event: string, callback: (...args: any[]) => void) => void} on
 * @property {(event: string, callback: (...args: any[]) => void) => void} off
 *
 * @typedef {object} Now  Where the timeline is; the same for all views.
 * @property {number} seq  Number of the publication.
 * @property {string} process  Name of the process.
 * @property {string} kind  Its class.
 * @property {number} seed
 * @property {number} components  How many it has.
 * @property {number} tick  Where the head is.
 * @property {number} first  The oldest tick that can be viewed.
 * @property {number} last  The last tick of the branch shown.
 * @property {number} shown  The tick shown.
 * @property {boolean} viewing  Whether that is another moment than the head's.
 * @property {string} branch  The branch shown.
 * @property {string} head_branch  The branch on which the head is.
 * @property {string} status  Status of the process at the tick shown.
 * @property {boolean} running
 * @property {string} doing  "" or what goes on.
 * @property {{reason: string, tick: number, text: string} | null} stop  Why the last advance ended.
 * @property {number | null} goal  The tick at which an advance ends, where that is known.
 * @property {number} from  The tick at which it began.
 * @property {number | null} pace  Ticks per second asked for.
 * @property {number} fps  Publications per second at most.
 * @property {number} rate  Ticks per second measured.
 * @property {boolean} cut  Whether the next tick has begun and was cut off.
 * @property {"" | "start" | "moved"} trouble  Its init() failed; somebody has moved the process.
 * @property {{component: string, seconds: number} | null} stuck
 * @property {string} selected  Component or "".
 * @property {number} queue  Commands that wait.
 *
 * @typedef {object} View
 * @property {HTMLElement} root
 * @property {Model} model
 * @property {AbortSignal} signal  Aborted when the view leaves the page.
 * @property {string} session  The same for all views of one timeline.
 * @property {(key: string) => any} get
 * @property {() => Now} now
 * @property {(key: string, fn: () => void) => void} on  Until the view leaves the page.
 * @property {(name: string, args?: object) => string} send  A command to Python; returns its id.
 * @property {(name: string, args?: object) => Promise<any>} request  A question to Python.
 * @property {(tick: number | null) => void} scrub  View a tick; fast, in the whole page at once.
 * @property {(text: string) => void} announce  To screen readers, politely.
 * @property {import("./bus.js").Bus} bus
 */

export {};
