import { listWords } from './word-list.ts';

/** Variables that widely used base images set, and few files mean otherwise. */
export const VARIABLES_OF_BASES = listWords(`
	GOPATH GOROOT GOLANG_VERSION CARGO_HOME RUSTUP_HOME JAVA_HOME MAVEN_HOME GRADLE_HOME GEM_HOME BUNDLE_PATH
	NODE_VERSION PYTHON_VERSION PHP_INI_DIR PHP_VERSION PGDATA CATALINA_HOME
`);
