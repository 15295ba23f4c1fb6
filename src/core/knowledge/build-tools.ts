import { listWords } from './word-list.ts';

/** Packages that serve a build and nothing else, by the name that some distribution gives them. */
export const BUILD_TOOLS = listWords(`
	build-essential build-base base-devel devscripts debhelper gcc g++ gcc-c++ cc cpp clang llvm gfortran
	gcc-gfortran binutils make cmake ninja ninja-build meson autoconf automake libtool pkg-config pkgconf
	pkgconfig m4 bison flex nasm yasm rust rustc cargo go golang golang-go ghc fpc default-jdk
	default-jdk-headless maven gradle ant linux-headers kernel-headers node-gyp swig ccache dpkg-dev
`);
