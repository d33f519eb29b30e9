"""What people see: who it is about, on whose behalf, and what went wrong."""
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

BASIS = {"parent": "som forelder", "assigned_poa": "med tildelt fullmakt", "ordinary_poa": "med fullmakt"}


class Told(Exception):
    """Something to tell the person."""

    def __init__(self, status, title, text):
        super().__init__(title)
        self.status, self.title, self.text = status, title, escape(text)


def person(claims):
    """The person whose tool it is. A pseudonymous tool is told no name and needs none."""
    return escape(claims.get("name") or "innbyggeren")


def banner(session):
    """Whose data this is, and who is at the keyboard when that is another: never left out while acting for somebody."""
    claims, act = session["claims"], session["claims"].get("act")
    right = claims.get("representation") or {}
    if not act and not session["needs_banner"]:
        return f'<p class="who">Logget inn: <b>{person(claims)}</b></p>' if claims.get("name") else ""
    if not act:
        return f'<p class="who">Det gjelder <b>{person(claims)}</b>.</p>'
    until = datetime.fromisoformat(right["until"]).astimezone(ZoneInfo("Europe/Oslo")).strftime(" til %d.%m.%Y") if right.get("until") else ""
    actor = f"<b>{escape(act['name'])}</b>" if act.get("name") else "Du"
    return (f'<p class="who acting">Det gjelder <b>{person(claims)}</b>. {actor} handler på vegne av {person(claims)} '
            f'{escape(BASIS.get(right.get("basis"), right.get("basis") or ""))}{until}.</p>')


STYLE = """
  body { font: 1.125rem/1.5 system-ui, sans-serif; color: #1b2733; background: #f4f6f8; margin: 0 } main, header { max-width: 40rem; margin: auto; padding: 1rem }
  main { background: #fff; border-radius: .5rem; padding: 1rem 1.5rem 1.5rem } .who { padding: .75rem 1rem; border-left: .4rem solid #4a6785; background: #fff; margin: 0 } .acting { border-color: #b35900; background: #fff3e0 }
  form { margin: 1rem 0 } input[type=number] { font: inherit; width: 5rem; padding: .5rem; border: 2px solid #4a6785; border-radius: .3rem } a { color: #0b4f8a }
  button, .button { font: inherit; padding: .55rem 1rem; border: 0; border-radius: .3rem; background: #0b4f8a; color: #fff; text-decoration: none; display: inline-block; cursor: pointer }
  [role] { padding: .75rem 1rem; background: #e6f3e8; border-radius: .3rem } [role=alert] { background: #fdecea } :focus-visible { outline: 3px solid #b35900; outline-offset: 2px }
"""


def page(title, body, above="", back=None):
    link = f'<p><a href="{escape(back)}">← Tilbake til plattformen</a></p>' if back else ""
    return (f'<!doctype html><html lang="nb"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title><link rel="icon" href="data:,">'
            f"<style>{STYLE}</style><header>{link}{above}</header><main><h1>{escape(title)}</h1>{body}</main></html>")
