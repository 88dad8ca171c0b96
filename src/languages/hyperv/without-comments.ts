/** What a document says of comments, and of disks that locks lie beside, where there is no such thing. */
export abstract class WithoutComments {
  *comments(): Generator<never> {
    // There are none.
  }

  nodeBehind(): undefined {
    return undefined;
  }

  removeComment(): undefined {
    return undefined;
  }

  rewriteComment(): undefined {
    return undefined;
  }

  referencedDisks(): string[] {
    return [];
  }
}
