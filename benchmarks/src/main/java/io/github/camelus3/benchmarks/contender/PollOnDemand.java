package io.github.camelus3.benchmarks.contender;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.service.ServiceSupport;

/** Polls on demand, on the calling thread. */
final class PollOnDemand extends ServiceSupport implements ScheduledPollConsumerScheduler {
  private CamelContext context;
  private volatile Runnable poll;

  /** Polls once. */
  void poll() {
    poll.run();
  }

  @Override
  public void onInit(Consumer consumer) {}

  @Override
  public void scheduleTask(Runnable task) {
    poll = task;
  }

  @Override
  public void unscheduleTask() {
    poll = null;
  }

  @Override
  public void startScheduler() {}

  @Override
  public boolean isSchedulerStarted() {
    return isStarted();
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext value) {
    context = value;
  }
}
