"""Which books a server has, from when to when, and how that of its store stands."""

import json
import time

from program import ProgramTest, Server, main, run

GOOD = 0


class RemoteBooksTest(ProgramTest):
    def books(self, server):
        result = run("remote", "books", "--server", server.address, "--format", "json")
        self.assertEqual(result.code, GOOD, result.err)
        return {book["name"]: book for book in map(json.loads, result.out.splitlines())}

    def test_a_book_of_files(self):
        with Server("rules/saas", "--book", "main=rules/saas/book") as server:
            result = run("remote", "books", "--server", server.address)
            self.assertRegex(result.out, r"^books/main: 26 accounts, 4,129 records, \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d; "
                                         "given when the server was started\n$")

    def test_the_book_of_the_store_follows_it(self):
        store = f"sqlite:{self.folder / 'store.db'}"
        with Server("rules/saas", "--store", store, "--store-book-interval", "50ms") as server:
            put = run("remote", "put", "--server", server.address, "rules/saas/book")
            self.assertEqual(put.code, GOOD, put.err)
            for _ in range(200):
                book = self.books(server)["books/store"]
                if book["records"] == 4129:
                    break
                time.sleep(0.1)
            self.assertEqual((book["accounts"], book["records"], book["origin"]), (26, 4129, "STORE"))
            self.assertLess(book["first_at"], book["last_at"])
            self.assertRegex(run("remote", "books", "--server", server.address).out,
                             r"^books/store: 26 accounts, 4,129 records, .*; of the store as of \d{4}-.*Z\n$")
            asked = ("--as-of", "2026-03-01", "--dashboard", "executive", "--trend", "2")
            there = run("remote", "portfolio", "--server", server.address, "--book", "store", *asked)
            here = run("portfolio", "--pack", "rules/saas", "--book", "rules/saas/book", *asked)
            self.assertEqual(there.out.replace("books/store", "rules/saas/book"), here.out, there.err)

    def test_a_server_may_have_none(self):
        store = f"sqlite:{self.folder / 'store.db'}"
        with Server("rules/saas", "--store", store, "--store-book-interval", "0s") as server:
            self.assertEqual(self.books(server), {})


if __name__ == "__main__":
    main()
