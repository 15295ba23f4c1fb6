/** An expression of HCL, the language of Bake files. What we do not follow is `unknown`. */
export type HclExpression =
	| { readonly type: 'literal'; readonly value: string | number | boolean | null }
	| { readonly type: 'template'; readonly parts: readonly (string | HclExpression)[] }
	| { readonly type: 'list'; readonly items: readonly HclExpression[] }
	| { readonly type: 'object'; readonly entries: readonly HclEntry[] }
	| { readonly type: 'name'; readonly name: string }
	| { readonly type: 'index'; readonly of: HclExpression; readonly index: HclExpression }
	/** `list[*].name`: the rest is worked out for each item. */
	| { readonly type: 'splat'; readonly of: HclExpression; readonly steps: readonly HclExpression[] }
	| {
			readonly type: 'call';
			readonly name: string;
			readonly args: readonly HclExpression[];
			readonly spreads: boolean;
	  }
	| { readonly type: 'unary'; readonly operator: '!' | '-'; readonly operand: HclExpression }
	| {
			readonly type: 'binary';
			readonly operator: string;
			readonly left: HclExpression;
			readonly right: HclExpression;
	  }
	| {
			readonly type: 'conditional';
			readonly test: HclExpression;
			readonly yes: HclExpression;
			readonly no: HclExpression;
	  }
	| HclFor
	| { readonly type: 'unknown' };

export interface HclEntry {
	readonly key: HclExpression;
	readonly value: HclExpression;
}

/** `[for k, v in list : v if test]`, and with `key` the form in braces: `{for k, v in map : key => v}`. */
export interface HclFor {
	readonly type: 'for';
	readonly names: readonly string[];
	readonly collection: HclExpression;
	readonly key?: HclExpression | undefined;
	readonly value: HclExpression;
	readonly test?: HclExpression | undefined;
	/** `...` behind the value: what has the same key comes into one list. */
	readonly groups: boolean;
}

/** `target "app" { … }`. */
export interface HclBlock {
	readonly name: string;
	readonly labels: readonly string[];
	readonly body: HclBody;
}

export interface HclBody {
	readonly attributes: ReadonlyMap<string, HclExpression>;
	/** Where the values of attributes stand, as far as that is known. */
	readonly spans: ReadonlyMap<string, HclSpan>;
	readonly blocks: readonly HclBlock[];
}

/** From one offset in the text up to another one. */
export interface HclSpan {
	readonly start: number;
	readonly end: number;
}

/** The text is no HCL. */
export class HclError extends Error {}
