"""Two people with matrix-nio and libolm: clients of 2022, which speak r0 and keep the token in the query.

python3 tests/clients/nio_test.py. TEAHOUSE_BIN names the program; without it, the one that ./run publishes.
"""
import asyncio
import io
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

import nio

READY_WITHIN_S = 60
ENDS_WITHIN_S = 10
WAIT_MS = 20_000
PROGRAM = os.environ.get("TEAHOUSE_BIN") or str(pathlib.Path(__file__).parents[2] / "out" / "teahouse")


class Server:
    """The real server as a process of its own, on a free port and an empty data folder."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="teahouse-nio-")
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.said = open(os.path.join(self.folder, "said"), "wb")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--urls", self.url, "--data", self.folder, "--keys", os.path.join(self.folder, "teahouse.keys"), "--rate-limits", "off"],
            cwd=self.folder, stdout=self.said, stderr=self.said)
        self.wait()

    def wait(self):
        until = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/health"):
                    return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        self.stop()
        raise RuntimeError("The server was not ready in time.")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.said.close()
        shutil.rmtree(self.folder)


class TwoPeopleTalk(unittest.IsolatedAsyncioTestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    async def asyncSetUp(self):
        self.clients = []

    async def asyncTearDown(self):
        for client in self.clients:
            await client.close()

    def client(self, name):
        store = os.path.join(self.server.folder, f"store-{name}-{len(self.clients)}")
        os.mkdir(store)
        client = nio.AsyncClient(
            self.server.url, name, store_path=store, config=nio.AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True))
        self.clients.append(client)
        return client

    async def register(self, name):
        client = self.client(name)
        self.is_a(nio.RegisterResponse, await client.register(name, f"tea for {name}", "phone"))
        await self.sync(client)
        return client

    def is_a(self, kind, answer):
        self.assertIsInstance(answer, kind, answer)
        return answer

    async def sync(self, client, timeout=0):
        """One sync and what a client does after it: upload, query and claim keys."""
        answer = self.is_a(nio.SyncResponse, await client.sync(timeout, full_state=False))
        await client.send_to_device_messages()
        if client.should_upload_keys:
            self.is_a(nio.KeysUploadResponse, await client.keys_upload())
        if client.should_query_keys:
            self.is_a(nio.KeysQueryResponse, await client.keys_query())
        return answer

    async def encrypted_room(self, mine, other):
        encryption = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
        room_id = self.is_a(nio.RoomCreateResponse, await mine.room_create(
            name="Tea", invite=[other.user_id], initial_state=[encryption])).room_id
        self.assertIn(room_id, (await self.sync(other)).rooms.invite)
        self.is_a(nio.JoinResponse, await other.join(room_id))
        for client in (mine, other, mine):
            await self.sync(client)
        self.assertTrue(mine.rooms[room_id].encrypted)
        return room_id

    async def say(self, client, room_id, text):
        content = {"msgtype": "m.text", "body": text}
        return self.is_a(nio.RoomSendResponse, await client.room_send(room_id, "m.room.message", content, ignore_unverified_devices=True)).event_id

    async def hears(self, client, room_id):
        """The messages of the room that come with the next syncs, decrypted; one that cannot be is an error."""
        for _ in range(5):
            answer = await self.sync(client, WAIT_MS)
            events = answer.rooms.join[room_id].timeline.events if room_id in answer.rooms.join else []
            self.assertEqual([], [event for event in events if isinstance(event, nio.MegolmEvent)])
            messages = [event for event in events if isinstance(event, (nio.RoomMessage, nio.RoomEncryptedMedia))]
            if messages:
                return messages
        self.fail("Nothing came.")

    async def test_messages_are_encrypted_both_ways_and_read_by_a_client_that_waits(self):
        """nio: two people register, make an encrypted room, and read each other"""
        mei, li = await self.register("mei"), await self.register("li")
        room_id = await self.encrypted_room(mei, li)
        waiting = asyncio.create_task(self.hears(li, room_id))
        said = await self.say(mei, room_id, "The water boils. 🍵")
        (heard,) = await waiting
        self.assertEqual((said, "The water boils. 🍵", mei.user_id, True), (heard.event_id, heard.body, heard.sender, heard.decrypted))
        await self.say(li, room_id, "我来了。")
        (answer,) = [message for message in await self.hears(mei, room_id) if message.sender == li.user_id]
        self.assertEqual(("我来了。", True), (answer.body, answer.decrypted))
        for _ in range(2):
            await self.sync(li)
        stored = self.is_a(nio.RoomMessagesResponse, await mei.room_messages(room_id, mei.next_batch, limit=10))
        self.assertIn("The water boils. 🍵", [event.body for event in stored.chunk if isinstance(event, nio.RoomMessageText)])

    async def test_a_second_device_is_encrypted_to(self):
        """nio: a device that signs in later reads what is said from then on"""
        bao, yun = await self.register("bao"), await self.register("yun")
        room_id = await self.encrypted_room(bao, yun)
        second = self.client("yun")
        self.is_a(nio.LoginResponse, await second.login("tea for yun", "tablet"))
        await self.sync(second)
        self.assertIn(yun.user_id, (await self.sync(bao, WAIT_MS)).device_list.changed)
        await self.say(bao, room_id, "Both of you?")
        for device in (yun, second):
            (heard,) = await self.hears(device, room_id)
            self.assertEqual("Both of you?", heard.body)
        self.assertEqual({"phone", "tablet"}, {device.display_name for device in bao.device_store.active_user_devices(yun.user_id)})
        own = self.is_a(nio.DevicesResponse, await yun.devices()).devices
        self.assertEqual([("phone", ""), ("tablet", "")], sorted((device.display_name, device.last_seen_ip) for device in own))

    async def test_a_picture_is_uploaded_encrypted(self):
        """nio: an encrypted file is uploaded and told of in the room"""
        jin, hua = await self.register("jin"), await self.register("hua")
        room_id = await self.encrypted_room(jin, hua)
        picture = os.urandom(100_000)
        answer, keys = await jin.upload(lambda *_: io.BytesIO(picture), "image/png", "cup.png", encrypt=True, filesize=len(picture))
        uri = self.is_a(nio.UploadResponse, answer).content_uri
        self.assertTrue(uri.startswith("mxc://localhost/"), uri)
        content = {"msgtype": "m.image", "body": "cup.png", "file": {"url": uri, "mimetype": "image/png", **keys}}
        self.is_a(nio.RoomSendResponse, await jin.room_send(room_id, "m.room.message", content, ignore_unverified_devices=True))
        (heard,) = await self.hears(hua, room_id)
        self.assertEqual((uri, "cup.png"), (heard.url, heard.body))


if __name__ == "__main__":
    unittest.main(verbosity=2)
