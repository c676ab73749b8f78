package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Text;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One piece of work that takes a while: what it is, since when, how far it is, how to end it. Made
/// by [Navigator#follow] or from a snapshot. FX thread only.
public final class Job {
  /// How far nobody can say.
  public static final double UNKNOWN = -1;

  private final String words;
  private final Instant since;
  private final String verb;
  private final Consumer<Job> stop;
  private final DoubleSupplier done;
  private final StringProperty detail = new SimpleStringProperty("");
  private final DoubleProperty progress = new SimpleDoubleProperty(UNKNOWN);
  private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();

  /// `verb` is what the button says; `stop` asks the work to end, which may take a moment; `done`
  /// is how far it is.
  Job(String words, Instant since, String verb, Consumer<Job> stop, DoubleSupplier done) {
    this.words = words;
    this.since = since;
    this.verb = verb;
    this.stop = stop;
    this.done = done;
    tick();
  }

  static Job cancellable(String words, Instant since, Consumer<Job> stop, DoubleSupplier done) {
    return new Job(words, since, Text.of("button.cancel"), stop, done);
  }

  /// Asks again how far it is.
  void tick() {
    progress.set(done.getAsDouble());
  }

  public String words() {
    return words;
  }

  public Instant since() {
    return since;
  }

  public String verb() {
    return verb;
  }

  /// What it is at: "12 of 40 series"; may be empty.
  public ReadOnlyStringProperty detail() {
    return detail;
  }

  /// 0–1, or [#UNKNOWN].
  public ReadOnlyDoubleProperty progress() {
    return progress;
  }

  /// It was asked to end and has not yet.
  public ReadOnlyBooleanProperty stopping() {
    return stopping.getReadOnlyProperty();
  }

  void tell(String words) {
    detail.set(words);
  }

  public void stop() {
    if (stopping.get()) return;
    stopping.set(true);
    stop.accept(this);
  }

  /// The request to end was refused: it may be asked again.
  void goesOn() {
    stopping.set(false);
  }
}
