/** The ports that databases, caches, brokers and Docker listen on, and that few other programs use. */
const STORES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		PostgreSQL: '5432',
		MySQL: '3306 33060',
		MongoDB: '27017 27018 27019',
		Redis: '6379',
		Memcached: '11211',
		'SQL Server': '1433',
		Oracle: '1521',
		Cassandra: '9042 7000 7199',
		Elasticsearch: '9200 9300',
		CouchDB: '5984',
		CockroachDB: '26257',
		ClickHouse: '8123',
		InfluxDB: '8086',
		Neo4j: '7687 7474',
		RabbitMQ: '5672 5671',
		Kafka: '9092',
		ZooKeeper: '2181',
		NATS: '4222',
		etcd: '2379 2380',
		'the Docker Engine': '2375 2376',
	}).flatMap(([name, ports]) => ports.split(' ').map((port) => [port, name] as const)),
);

/** Other well-known programs listen there too: these tell by the image or by the service's name. */
const SHARED: ReadonlyMap<string, RegExp> = new Map([
	['7000', /cassandra|scylla/i],
	['8123', /clickhouse/i],
]);

/** The program that listens on a port, as a message names it; `called` is what image and service are named. */
export function findStorePort(port: string, called: string): string | undefined {
	if (STORES.get(port) === 'Elasticsearch' && /opensearch/i.test(called)) return 'OpenSearch';
	return SHARED.get(port)?.test(called) === false ? undefined : STORES.get(port);
}
