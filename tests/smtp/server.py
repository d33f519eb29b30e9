"""An SMTP server for the tests: prints its port, writes each message that it takes as a line of JSON into FOLDER/taken.

While FOLDER/refuse exists, its line is the answer to every message instead (`451 4.3.0 busy`), and FOLDER/refused gets a line.
While FOLDER/silent exists, a message is taken and not answered. FOLDER/talking holds the number of connections that are open.
"""
import asyncio, email, email.policy, json, pathlib, sys

from aiosmtpd.smtp import SMTP

FOLDER = pathlib.Path(sys.argv[1])


class Handler:
    async def handle_DATA(self, server, session, envelope):
        order = FOLDER / "refuse"
        if order.exists():
            with open(FOLDER / "refused", "a") as refused:
                refused.write("x\n")
            return order.read_text().strip()
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        line = {"id": message["message-id"].strip(), "to": ", ".join(envelope.rcpt_tos), "subject": message["subject"], "text": message.get_content()}
        with open(FOLDER / "taken", "a") as taken:
            taken.write(json.dumps(line) + "\n")
        while (FOLDER / "silent").exists():
            await asyncio.sleep(0.01)
        return "250 2.0.0 taken"


class Session(SMTP):
    talking = 0

    def connection_made(self, transport):
        self.tell(1)
        super().connection_made(transport)

    def connection_lost(self, error):
        super().connection_lost(error)
        self.tell(-1)

    def tell(self, change):
        Session.talking += change
        (FOLDER / "talking.new").write_text(str(Session.talking))
        (FOLDER / "talking.new").replace(FOLDER / "talking")


async def main():
    server = await asyncio.get_running_loop().create_server(lambda: Session(Handler(), enable_SMTPUTF8=True), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
