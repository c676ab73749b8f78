package io.watchfloor.app.ui.managers;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.report.BusinessHealth;
import io.watchfloor.app.report.HtmlReport;
import io.watchfloor.app.report.PdfReport;
import io.watchfloor.app.report.ReportData;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The business services as they stand, and the figures of the week. FX thread only.
public final class ManagersViewModel {
  static final Duration WEEK = Duration.ofDays(7);
  private final Backend backend;
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private final ReadOnlyObjectWrapper<@Nullable ReportData> week = new ReadOnlyObjectWrapper<>();
  private @Nullable Runnable unsubscribe;
  private java.time.Instant readAt = java.time.Instant.EPOCH;

  public ManagersViewModel(Backend backend) {
    this.backend = backend;
    this.snapshot = new ReadOnlyObjectWrapper<>(backend.snapshot());
  }

  public void shown() {
    unsubscribe =
        backend.subscribe(
            newer -> {
              snapshot.set(newer);
              if (Duration.between(readAt, newer.at()).toSeconds() >= 30) read();
            });
  }

  public void hidden() {
    if (unsubscribe != null) unsubscribe.run();
    unsubscribe = null;
  }

  private void read() {
    readAt = snapshot.get().at();
    var at = snapshot.get();
    Later.take(backend.read(history -> report(at, history)), week::set);
  }

  public ReadOnlyObjectProperty<Snapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  /// The figures of the last seven days; null until they have been read.
  public ReadOnlyObjectProperty<@Nullable ReportData> week() {
    return week.getReadOnlyProperty();
  }

  /// Worst first.
  public List<BusinessHealth> services() {
    return BusinessHealth.all(backend.settings().services(), snapshot.get()).stream()
        .sorted(
            Comparator.comparing(BusinessHealth::severity, Severity.WORST_FIRST)
                .thenComparing(BusinessHealth::name))
        .toList();
  }

  /// One sentence over all.
  public String sentence() {
    var services = services();
    if (services.isEmpty()) return Text.of("managers.none");
    long bad = services.stream().filter(s -> s.severity().atLeast(Severity.WARNING)).count();
    long unknown = services.stream().filter(s -> s.severity() == Severity.UNKNOWN).count();
    if (bad == 0 && unknown == 0) return Text.of("managers.allWell", services.size());
    return Text.of("managers.some", services.size() - bad - unknown, services.size(), bad, unknown);
  }

  /// Writes the report of the last seven days; PDF unless the name ends in `.html`. Cancelled, no
  /// file is begun.
  public CompletableFuture<Path> write(Path file) {
    var at = snapshot.get();
    return backend.read(
        history -> {
          var data = report(at, history);
          try {
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".html"))
              HtmlReport.write(data, file);
            else PdfReport.write(data, file);
            return file;
          } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
          }
        });
  }

  private ReportData report(Snapshot at, History history) {
    var now = backend.clock().instant();
    return ReportData.of(
        at, history, backend.settings(), Window.before(now, WEEK), backend.zone(), now);
  }
}
