package io.watchfloor.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// The program's own log in its home: a file a day or 10 MiB, 14 days, at most 100 MiB. One line an
/// event, so that what a monitored system sends can't forge a second one.
final class HomeLog {
  private static final String NAME = "home";

  private HomeLog() {}

  static void open(Path folder) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) return;
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAppender(NAME);
    var file = new RollingFileAppender<ILoggingEvent>();
    file.setName(NAME);
    file.setContext(context);
    file.setFile(folder.resolve("watchfloor.log").toString());
    file.setRollingPolicy(policy(context, file, folder));
    file.setEncoder(encoder(context));
    file.start();
    root.addAppender(file);
  }

  static void close() {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) return;
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    var file = root.getAppender(NAME);
    if (file == null) return;
    root.detachAppender(file);
    file.stop();
  }

  private static SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy(
      LoggerContext context, RollingFileAppender<ILoggingEvent> file, Path folder) {
    var policy = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
    policy.setContext(context);
    policy.setParent(file);
    policy.setFileNamePattern(folder.resolve("watchfloor.%d{yyyy-MM-dd}.%i.log.gz").toString());
    policy.setMaxFileSize(new FileSize(10 * FileSize.MB_COEFFICIENT));
    policy.setMaxHistory(14);
    policy.setTotalSizeCap(new FileSize(100 * FileSize.MB_COEFFICIENT));
    policy.start();
    return policy;
  }

  private static PatternLayoutEncoder encoder(LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(
        "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level [%thread] %logger{0}"
            + " %replace(%msg){'[\\p{Cntrl}]+', ' '}%n%ex{20}");
    encoder.start();
    return encoder;
  }
}
