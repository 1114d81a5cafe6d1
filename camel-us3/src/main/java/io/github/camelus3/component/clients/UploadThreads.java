package io.github.camelus3.component.clients;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;

/**
 * The threads of a component. They run uploads and other operations, one request at a time; the
 * steps of a route after these; parallel copies and deletions; and the searches of consumers that
 * poll one object per call. No thread exists when idle. Work has the MDC of the thread that handed
 * it over. Thread safe.
 */
final class UploadThreads implements Executor {
  private final CamelContext context;
  private final ExecutorService pool;
  private final ThreadLocal<Boolean> isOwn = ThreadLocal.withInitial(() -> false);

  UploadThreads(CamelContext context, Object source) {
    this.context = context;
    this.pool = context.getExecutorServiceManager().newCachedThreadPool(source, "Us3Upload");
  }

  @Override
  public void execute(Runnable work) {
    LogContext caller = LogContext.current();
    pool.execute(
        () -> {
          isOwn.set(true);
          caller.run(work);
        });
  }

  /** Ends the threads, and waits for their end unless the caller is one of them. */
  void shutdown() {
    if (isOwn.get()) {
      context.getExecutorServiceManager().shutdown(pool);
    } else {
      context.getExecutorServiceManager().shutdownGraceful(pool);
    }
  }
}
