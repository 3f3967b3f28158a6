// Prints what comes, as programs for Node get it. usage: node --experimental-eventsource client.mjs WAY URL [WORD]
//
//   page     by fetch
//   socket   by WebSocket: sends the word, and takes what comes back
//   events   by EventSource: when the first event is there, WORD is fetched, an address that brings about the second

const [way, url, word] = process.argv.slice(2);

async function page() {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(response.status);
  }
  return response.text();
}

function socket() {
  const { promise, resolve, reject } = Promise.withResolvers();
  const connection = new WebSocket(url);
  connection.onopen = () => connection.send(word);
  connection.onmessage = ({ data }) => {
    connection.onclose = ({ wasClean }) => resolve(`${data} ${wasClean ? "closed" : "broken"}`);
    connection.close();
  };
  connection.onerror = ({ message }) => reject(new Error(message));
  return promise;
}

function events() {
  const { promise, resolve, reject } = Promise.withResolvers();
  const source = new EventSource(url);
  const seen = [];
  source.onmessage = ({ data }) => {
    seen.push(data);
    if (seen.length === 1) {
      fetch(word).catch(reject);
    } else {
      source.close();
      resolve(seen.join(" "));
    }
  };
  source.onerror = ({ message }) => reject(new Error(message));
  return promise;
}

console.log(await { page, socket, events }[way]());
process.exit();
