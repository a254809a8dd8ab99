"""A support agent on the OpenAI client. Nothing in it knows of Auditspan.

Each line of standard input is what the user says, in a conversation of its own.
"""

import json
import sys

import instrumentation  # noqa: F401  (before the client is made)
from openai import APIStatusError, OpenAI

MODEL = "gpt-5"
INSTRUCTIONS = "You are the support agent of a small shop."
TOOLS = [
    {"type": "function", "function": {"name": name, "parameters": {"type": "object"}}}
    for name in ("lookup_customer", "send_email")
]

client = OpenAI()


def answer(text, stream):
    """Lets the model call tools until it answers."""
    messages = [
        {"role": "system", "content": INSTRUCTIONS},
        {"role": "user", "content": text},
    ]
    while True:
        message = (ask_streamed if stream else ask)(messages)
        if not message.get("tool_calls"):
            return message.get("content") or message.get("refusal") or ""
        messages.append(message)
        messages.extend(run(call) for call in message["tool_calls"])


def ask(messages):
    completion = client.chat.completions.create(model=MODEL, messages=messages, tools=TOOLS)
    return completion.choices[0].message.model_dump(exclude_none=True)


def ask_streamed(messages):
    chunks = client.chat.completions.create(
        model=MODEL,
        messages=messages,
        tools=TOOLS,
        stream=True,
        stream_options={"include_usage": True},
    )
    content, calls = "", {}
    for chunk in chunks:
        for choice in chunk.choices:
            content += choice.delta.content or ""
            for part in choice.delta.tool_calls or []:
                call = calls.setdefault(part.index, {"id": part.id, "name": "", "arguments": ""})
                call["name"] += part.function.name or ""
                call["arguments"] += part.function.arguments or ""
    message = {"role": "assistant", "content": content}
    if calls:
        message["tool_calls"] = [
            {
                "id": call["id"],
                "type": "function",
                "function": {"name": call["name"], "arguments": call["arguments"]},
            }
            for call in calls.values()
        ]
    return message


def run(call):
    function = call["function"]
    return {
        "role": "tool",
        "tool_call_id": call["id"],
        "content": use(function["name"], json.loads(function["arguments"])),
    }


def use(tool, given):
    if tool == "lookup_customer":
        return json.dumps({"refund": {"state": "sent", "amount": 129}, **given})
    if tool == "send_email":
        return "sent" if "@" in given["to"] else f"550 mailbox unavailable: <{given['to']}>"
    return "no such tool"


for number, line in enumerate(sys.stdin):
    try:
        print(answer(line.rstrip("\n"), stream=number == 0))
    except APIStatusError as error:
        print(error.status_code, error.message)
