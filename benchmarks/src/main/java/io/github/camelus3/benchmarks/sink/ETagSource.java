package io.github.camelus3.benchmarks.sink;

import java.io.IOException;

/** The ETags for the sink's responses, which never depend on received bytes. Thread safe. */
interface ETagSource {
  /** A constant ETag of the right form, for clients that do not verify. */
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
