// Waits until the server has evaluated all accounts that it was told of: node evaluated.mjs URL.
const [, , url] = process.argv;
const minutes = 10;

async function waiting() {
  let unknown = 0;
  let pageToken = '';
  do {
    const answer = await fetch(`${url}/bellwether.v1.AccountsService/ListAccounts`, {
      method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({pageSize: 1000, pageToken, withHealth: true}),
    });
    if (!answer.ok) throw new Error(`ListAccounts: ${answer.status} ${await answer.text()}`);
    const {accounts = [], nextPageToken = ''} = await answer.json();
    unknown += accounts.filter(({health}) => !health || health.outdated).length;
    pageToken = nextPageToken;
  } while (pageToken);
  return unknown;
}

const end = Date.now() + minutes * 60_000;
for (let left = await waiting(); left > 0; left = await waiting()) {
  if (Date.now() > end) throw new Error(`${left} accounts are not evaluated after ${minutes} minutes`);
  await new Promise((done) => setTimeout(done, 2000));
}
