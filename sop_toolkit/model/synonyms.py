"""What writers call a field before they know its name: theirs, and ours."""

SYNONYMS = {
    "role": "who",
    "action": "do",
    "step": "do",
    "text": "do",
    "time": "within",
    "limit": "within",
    "duration": "within",
    "reason": "why",
    "script": "say",
    "check": "verify",
    "condition": "when",
    "next": "go",
    "goto": "go",
    "question": "ask",
}
