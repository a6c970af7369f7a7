"""A file that cannot be read as YAML, so that nothing in it can be published.

Why: Everything else depends on reading the file. The message names the first place where reading stops.
Bad:
    purpose: Give every customer the same return: in every branch.
Bad:
    purpose: *Always* greet the customer.
Good:
    purpose: "Give every customer the same return: in every branch."
"""

SEVERITY = "error"
