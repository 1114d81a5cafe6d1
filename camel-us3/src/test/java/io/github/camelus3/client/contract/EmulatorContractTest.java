package io.github.camelus3.client.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.Us3ClientBuilder;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract with the emulator, which offers all features. */
class EmulatorContractTest extends ClientContract {
  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();

  @Override
  @AfterEach
  void leaveNothingBehind() throws IOException {
    super.leaveNothingBehind();

    assertThat(US3.emulator().keys(bucket())).isEmpty();
    assertThat(US3.emulator().openUploads(bucket())).isEmpty();
  }

  @Override
  public boolean offers(Feature feature) {
    return true;
  }

  @Override
  public Us3ClientBuilder otherClient() {
    return Clients.builder(US3.emulator().endpoint());
  }

  @Override
  public String bucket() {
    return Clients.BUCKET;
  }
}
