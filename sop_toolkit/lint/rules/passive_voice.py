"""A verb in the passive voice, which hides who does something.

Why: “The form is checked” leaves each reader to hope that somebody else checks it. A command, or a sentence with a
subject, gives the work to somebody. A state such as “the door is closed” is no passive. A condition that names nobody,
such as “Wait until the receipt is printed”, is a warning and no error: the command beside it says who does what.
Bad: The form is checked by the clerk.
Bad: Parcels are weighed daily.
Bad: The till must be emptied before noon.
Bad: 1. The receipt is stapled to the form.
Bad: 1. रसीद ग्राहक को दी जाए।
Bad: পার্সেল প্রতিদিন ওজন করা হয়।
Bad: ఫారం కస్టమర్‌కు ఇవ్వబడుతుంది.
Good: The clerk checks the form.
Good: 1. Staple the receipt to the form.
Good: The door is closed.
Good: 1. Put the signed form in the drawer.
Good: 1. दी गई रसीद फ़ाइल में रखें।
Good: কাজটি দুপুরে শেষ হয়।
Good: తెరపై నంబరు కనబడుతుంది.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sop_toolkit.lint.prose import Sentence
from sop_toolkit.lint.rule import ERROR, WARNING, Mark
from sop_toolkit.lint.verbs import active_hint, advice, quoted, severity

SEVERITY = ERROR


def in_sentence(sentence: Sentence, options: Mapping[str, Any]) -> Iterator[Mark]:
    for group in sentence.groups:
        if group.passive:
            message = f"“{quoted(sentence, group.start, group.end)}” is in the passive voice."
            known = advice(sentence, group)
            usual = severity(sentence, group)
            if usual == ERROR and group.conditional and not known.fact:
                usual = WARNING
            yield Mark(group.start, group.end, message, active_hint(sentence, group, known), severity=usual)
