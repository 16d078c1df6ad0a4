/** What becomes of a text that somebody writes: it is sent, taken or refused. No DOM in here. */

import { fresh, received, refused, reverted, sent, taken, typed, wants } from "./draft.js";
import { latest } from "./latest.js";

/**
 * @param {import("../common/types.js").View} view
 * @param {string} what  The setting.
 * @param {(draft: import("./draft.js").Draft) => void} changed  Draws it.
 */
export function editing(view, what, changed) {
  let draft = fresh("");
  let seq = -1; // of the last publication
  const edit = (/** @type {string} */ text) => view.request("edit", { what, text });
  const during = latest((text) =>
    edit(text).catch((error) => become(refused(draft, text, error.message))),
  );

  /** @param {import("./draft.js").Draft} next */
  function become(next) {
    draft = next;
    changed(draft);
  }

  /** Send what was written, if it is new; what is on its way is not sent again. */
  function commit() {
    during.drop();
    if (draft.state !== "dirty") return;
    if (!wants(draft)) return become(reverted(draft));
    const { text } = draft;
    become(sent(draft));
    edit(text).then(
      ({ after }) => {
        become(received(taken(draft, text, after), draft.model, seq));
        view.announce(`${what}: takes effect at the next tick`);
      },
      (error) => {
        become(refused(draft, text, error.message));
        view.announce(`${what}: ${error.message}`);
      },
    );
  }
  return {
    /** @type {import("./control.js").Handlers} */
    handlers: {
      changed(text, how) {
        become(typed(draft, text));
        if (how === "chosen") commit();
        else if (how === "dragged" && view.now().running) during.put(text); // so that a run follows
      },
      finished(how) {
        if (how !== "left" || !draft.error) commit(); // what was refused is not sent again by Tab
      },
      escaped() {
        during.drop();
        become(reverted(draft));
      },
    },
    /** @param {string} model  What Python has.  @param {number} asOf  Number of a publication. */
    receive(model, asOf) {
      seq = asOf;
      become(received(draft, model, seq));
    },
    drop: during.drop,
  };
}
