package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class Us3EmulatorExtensionTest {
  private static final byte[] BYTES = {1};

  @Nested
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  class InAStaticField {
    @RegisterExtension
    static final Us3EmulatorExtension US3 =
        new Us3EmulatorExtension(Us3Emulator.builder().bucket("one"));

    private static String endpoint;

    @Test
    @Order(1)
    void runsForTheFirstTest() {
      endpoint = US3.emulator().endpoint();
      US3.emulator().putObject("one", "k", BYTES, "a/b");

      assertThat(US3.emulator().keys("one")).containsExactly("k");
    }

    @Test
    @Order(2)
    void isTheSameButResetForTheSecond(Us3Emulator emulator) {
      assertThat(emulator).isSameAs(US3.emulator());
      assertThat(emulator.endpoint()).isEqualTo(endpoint);
      assertThat(emulator.keys("one")).isEmpty();
    }
  }

  @Nested
  class InAnInstanceField {
    @RegisterExtension
    final Us3EmulatorExtension us3 = new Us3EmulatorExtension(Us3Emulator.builder().bucket("one"));

    @Test
    void runsForTheTest() {
      assertThat(us3.emulator().port()).isPositive();
    }
  }

  @Nested
  @ExtendWith(Us3EmulatorExtension.class)
  class ByClass {
    @Test
    void hasTheDefaultBucket(Us3Emulator emulator) {
      assertThat(emulator.putObject(Us3Emulator.DEFAULT_BUCKET, "k", BYTES, "a/b").size())
          .isEqualTo(1);
    }
  }
}
