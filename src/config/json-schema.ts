import type { Shape } from './shape.js';

type JsonSchema = Record<string, unknown>;

/** The JSON schema (draft 7) of a shape. */
export function jsonSchemaOf(shape: Shape): JsonSchema {
  const { description, default: fallback, examples } = shape;
  return {
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(examples === undefined ? {} : { examples }),
    ...constraintsOf(shape),
  };
}

function constraintsOf(shape: Shape): JsonSchema {
  switch (shape.type) {
    case 'string': {
      const { names, pattern } = shape;
      const byPattern = { type: 'string', ...(pattern === undefined ? {} : { pattern }) };
      if (names === undefined) return byPattern;
      return pattern === undefined ? { enum: names } : { anyOf: [{ enum: names }, byPattern] };
    }
    case 'choice':
      return { enum: shape.values };
    case 'boolean':
      return { type: 'boolean' };
    case 'scalar':
      return { type: shape.of };
    case 'integer': {
      const { minimum, maximum, multipleOf } = shape;
      return {
        type: 'integer',
        minimum,
        maximum,
        ...(multipleOf === undefined ? {} : { multipleOf }),
      };
    }
    case 'list':
      return {
        type: 'array',
        items: jsonSchemaOf(shape.of),
        ...(shape.least === undefined ? {} : { minItems: shape.least }),
      };
    case 'tuple':
      return {
        type: 'array',
        items: shape.of.map(jsonSchemaOf),
        minItems: 1,
        maxItems: shape.of.length,
      };
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(shape.keys).map(([key, value]) => [key, jsonSchemaOf(value)]),
        ),
        ...(shape.others === undefined
          ? {}
          : { patternProperties: { [shape.others.pattern]: jsonSchemaOf(shape.others.of) } }),
        additionalProperties: false,
        ...(shape.required === undefined ? {} : { required: shape.required }),
        ...shape.schema,
      };
    case 'anything':
      return {};
    case 'either':
      return { anyOf: shape.of.map(jsonSchemaOf) };
  }
}
