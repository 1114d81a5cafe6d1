package io.github.camelus3.emulator;

import io.github.camelus3.emulator.callback.CallbackExchange;
import io.github.camelus3.emulator.callback.CallbackFailure;
import io.github.camelus3.emulator.callback.CallbackUrl;
import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.ResponseBody;
import io.github.camelus3.emulator.rules.FaultEffect;
import io.github.camelus3.emulator.server.Pause;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/** Creates the effects of {@link Fault}'s factory methods. */
final class FaultEffects {
  private static final Duration SLOW_READ_STEP = Duration.ofMillis(20);

  private FaultEffects() {}

  static FaultEffect instead(Response response) {
    return new FaultEffect() {
      @Override
      public Optional<Response> instead() {
        return Optional.of(response);
      }
    };
  }

  static FaultEffect cutAfter(LongUnaryOperator bytesOfDeclared) {
    return new FaultEffect() {
      @Override
      public OptionalLong cutAfter(long declaredBytes) {
        return OptionalLong.of(bytesOfDeclared.applyAsLong(declaredBytes));
      }
    };
  }

  static FaultEffect ending(FaultEffect.Ending ending) {
    return new FaultEffect() {
      @Override
      public Ending ending() {
        return ending;
      }
    };
  }

  static FaultEffect delay(Duration delay) {
    return new FaultEffect() {
      @Override
      public Duration delay() {
        return delay;
      }
    };
  }

  static FaultEffect changeResponse(UnaryOperator<Response> change) {
    return new FaultEffect() {
      @Override
      public Response change(Response response) {
        return change.apply(response);
      }
    };
  }

  static FaultEffect changeRequest(UnaryOperator<Request> change) {
    return new FaultEffect() {
      @Override
      public Request change(Request request) {
        return change.apply(request);
      }
    };
  }

  /** Simulates the callback's exchange; nothing is sent. */
  static FaultEffect callback(CallbackExchange pretended) {
    return changeCallback(real -> pretended);
  }

  static FaultEffect changeCallback(UnaryOperator<CallbackExchange> change) {
    return new FaultEffect() {
      @Override
      public Optional<UnaryOperator<CallbackExchange>> callback() {
        return Optional.of(change);
      }
    };
  }

  static FaultEffect blockSize(int bytes) {
    return new FaultEffect() {
      @Override
      public OptionalInt blockSizeBytes() {
        return OptionalInt.of(bytes);
      }
    };
  }

  static FaultEffect slowRead(int bytesPerSecond) {
    int step = (int) Math.max(1, bytesPerSecond * SLOW_READ_STEP.toMillis() / 1000);
    return new FaultEffect() {
      @Override
      public InputStream change(InputStream body) {
        return new SlowInputStream(body, step);
      }
    };
  }

  static CallbackExchange refusedConnection() {
    return (request, timeout) -> {
      CallbackUrl url = CallbackUrl.parse(request.url());
      throw CallbackFailure.refused(url.address(url.ipOrLoopback()), null);
    };
  }

  static CallbackExchange timeout() {
    return (request, timeout) -> {
      Pause.pause(timeout);
      throw CallbackFailure.headerTimeout();
    };
  }

  /** Delays the reply of the real exchange; a delay of the timeout or more is a timeout. */
  static CallbackExchange slow(CallbackExchange real, Duration delay) {
    return (request, timeout) -> {
      CallbackExchange.Reply reply = real.exchange(request, timeout);
      if (delay.compareTo(timeout) >= 0) {
        Pause.pause(timeout);
        throw CallbackFailure.headerTimeout();
      }
      Pause.pause(delay);
      return reply;
    };
  }

  static CallbackExchange reply(int status, String contentType, String body) {
    ResponseBody bytes = ResponseBody.of(body.getBytes(StandardCharsets.UTF_8));
    return (request, timeout) -> new CallbackExchange.Reply(status, contentType, bytes);
  }

  /** Changes one character of the ETag's digest. */
  static Response withWrongETag(Response response) {
    String quoted = response.headers().get("ETag");
    if (quoted == null) {
      return response;
    }
    int place = quoted.length() / 2;
    char other = quoted.charAt(place) == 'A' ? 'B' : 'A';
    return response.with("ETag", quoted.substring(0, place) + other + quoted.substring(place + 1));
  }

  private static final class SlowInputStream extends FilterInputStream {
    private final int step;

    SlowInputStream(InputStream in, int step) {
      super(in);
      this.step = step;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      Pause.pause(SLOW_READ_STEP);
      return super.read(buffer, offset, Math.min(step, length));
    }
  }
}
