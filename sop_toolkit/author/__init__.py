"""Making sources: a new manual, a new procedure, the schemas that help an editor."""
