package io.github.camelus3.component;

import org.apache.camel.Endpoint;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.EndpointStrategy;

/** Gives mocks more time than the ten seconds of Camel to receive what they expect. */
public final class PatientMocks implements EndpointStrategy {
  /** How long a mock waits. */
  public static final long MILLIS = 60_000;

  @Override
  public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
    if (endpoint instanceof MockEndpoint mock) {
      mock.setResultWaitTime(MILLIS);
    }
    return endpoint;
  }
}
