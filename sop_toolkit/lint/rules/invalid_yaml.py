"""A file that cannot be read: a source that is no YAML, or a document that is no text and no Word document.

Why: Everything else depends on reading the file. The message names the first place where reading stops.
Bad:
    purpose: Give every customer the same return: in every branch.
Bad:
    purpose: *Always* greet the customer.
Good:
    purpose: "Give every customer the same return: in every branch."
"""

SEVERITY = "error"
