// Loaded into every program that a step starts: it ends when the step has ended, however that was. A process that is
// killed cannot tell its children; they notice that they belong to another.
const parent = process.ppid;
setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 500).unref();
