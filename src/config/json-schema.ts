import type { Rule } from '../lint/rule.js';
import { configurationShape } from './shapes/configuration.js';
import type { Shape } from './shape.js';

type JsonSchema = Record<string, unknown>;

/** What schema/config.json says: JSON schema, draft 7. */
export function configSchema(rules: readonly Rule[]): JsonSchema {
  const definitions: JsonSchema = {};
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'vmlint configuration',
    ...schemaOf(configurationShape(rules), definitions),
    definitions,
  };
}

function schemaOf(shape: Shape, definitions: JsonSchema): JsonSchema {
  const { definition } = shape;
  if (definition === undefined) return described(shape, definitions);
  if (!Object.hasOwn(definitions, definition)) {
    definitions[definition] = {};
    definitions[definition] = described(shape, definitions);
  }
  return { $ref: `#/definitions/${definition}` };
}

function described(shape: Shape, definitions: JsonSchema): JsonSchema {
  const { description, default: fallback, examples } = shape;
  return {
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(examples === undefined ? {} : { examples }),
    ...constraintsOf(shape, definitions),
  };
}

function constraintsOf(shape: Shape, definitions: JsonSchema): JsonSchema {
  const inner = (part: Shape): JsonSchema => schemaOf(part, definitions);
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
        items: inner(shape.of),
        ...(shape.least ? { minItems: shape.least } : {}),
      };
    case 'tuple':
      return {
        type: 'array',
        items: shape.of.map(inner),
        minItems: 1,
        maxItems: shape.of.length,
      };
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(shape.keys).map(([key, value]) => [key, inner(value)]),
        ),
        ...(shape.others === undefined
          ? {}
          : { patternProperties: { [shape.others.pattern]: inner(shape.others.of) } }),
        additionalProperties: false,
        ...(shape.required === undefined ? {} : { required: shape.required }),
        ...shape.schema,
      };
    case 'anything':
      return {};
    case 'either':
      return { anyOf: shape.of.map(inner) };
  }
}
