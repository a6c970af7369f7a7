"""A field that is unknown, missing, given twice, or filled with something it cannot hold.

Why: A misspelled field is lost without a word, and a page without an owner or a step helps nobody.
Bad:
    porpose: Give every customer the same return.
Bad:
    steps:
      - do: Open the till.
        within: soon
Good:
    steps:
      - do: Open the till.
        within: 2 minutes
"""

SEVERITY = "error"
