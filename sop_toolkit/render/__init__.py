"""Pages from the model: words to safe HTML, templates to Markdown."""
