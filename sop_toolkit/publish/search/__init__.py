"""Search: one index a language, made at build time from the procedures themselves, and a script that asks it."""
