package io.github.camelus3.benchmarks.sink;

import java.io.IOException;

/**
 * Where the sink takes its ETags from, for it never looks at the bytes that arrive. Thread safe.
 */
interface ETagSource {
  /** Any ETag of the right form; for clients that do not verify. */
  ETagSource CONSTANT =
      new ETagSource() {
        @Override
        public String ofPart(int partNumber, long length) {
          return "2jmj7l5rSw0yVb_vlWAYkK_YBwk=";
        }

        @Override
        public String ofObject(long length) {
          return "AAAAANo5o-5ea0sNMlW_75VgGJCv2AcJ";
        }
      };

  /** The ETag of a part. */
  String ofPart(int partNumber, long length) throws IOException;

  /** The ETag of an object of this length. */
  String ofObject(long length) throws IOException;
}
