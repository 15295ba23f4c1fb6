export function lintText(_path: string, _text: string): readonly never[] {
	return [];
}
