// Serves one bucket from the folder given, on the port given or on a free one, until its input is closed; says where once it listens.
const S3rver = require('s3rver');

const [directory, port = '0'] = process.argv.slice(2);
const store = new S3rver({ address: '127.0.0.1', port: Number(port), silent: true, directory, configureBuckets: [{ name: 'agreements' }] });

store.run().then((address) => console.log(`http://127.0.0.1:${address.port}`));
process.stdin.on('end', () => process.exit(0)).resume();
