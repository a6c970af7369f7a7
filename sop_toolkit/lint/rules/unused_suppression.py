"""A comment that allows a rule where the rule finds nothing.

Why: It hides the next finding in this place, which nobody has judged.
Bad:
    # sop: allow placeholder-text -- The form has this line.
    purpose: Give every customer the same return.
Good:
    purpose: Give every customer the same return.
"""

SEVERITY = "warning"
