package io.watchfloor.app.ui.hindsight;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Sensitivity;
import io.watchfloor.model.pipeline.Hindsight;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Which series and period are judged again, how far that is, and what came of it at every step of
/// the sensitivity, so that moving the slider asks nothing anew. FX thread only.
public final class HindsightViewModel {
  /// The periods on offer.
  public static final List<Duration> RANGES =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(3),
          Duration.ofDays(7));

  /// Series judged in one go; of more, as many evenly spread ones.
  static final int MOST_SERIES = 1_000;

  private static final int MOST_KNOWN = 200_000;

  /// How far it is.
  public record Progress(int looked, int of) {
    public double share() {
      return of == 0 ? 0 : (double) looked / of;
    }
  }

  /// What came of it; `matching` series fit the words and the source.
  public record Answer(Hindsight hindsight, int matching) {}

  private final Backend backend;
  private final StringProperty source = new SimpleStringProperty("");
  private final StringProperty words = new SimpleStringProperty("");
  private final ObjectProperty<Duration> range = new SimpleObjectProperty<>(RANGES.get(2));
  private final IntegerProperty step = new SimpleIntegerProperty();
  private final ReadOnlyObjectWrapper<@Nullable Progress> progress = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Answer> answer = new ReadOnlyObjectWrapper<>();
  private AtomicBoolean wanted = new AtomicBoolean();
  private int question;

  public HindsightViewModel(Backend backend) {
    this.backend = backend;
    int now = Sensitivity.nearest(own());
    step.set(now > 0 ? now - 1 : now + 1);
  }

  /// The sensitivity in force.
  public double own() {
    return backend.settings().detection().sensitivity();
  }

  /// The names of the sources there are.
  public List<String> sources() {
    return backend.snapshot().sources().stream().map(one -> one.id().name()).sorted().toList();
  }

  /// The source whose series are judged; empty: all.
  public StringProperty source() {
    return source;
  }

  /// Words that a series' metric or labels hold.
  public StringProperty words() {
    return words;
  }

  public ObjectProperty<Duration> range() {
    return range;
  }

  /// The step of the other sensitivity.
  public IntegerProperty step() {
    return step;
  }

  public double other() {
    return Sensitivity.steps()[step.get()];
  }

  /// Null while nothing is being looked at.
  public ReadOnlyObjectProperty<@Nullable Progress> progress() {
    return progress.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Answer> answer() {
    return answer.getReadOnlyProperty();
  }

  Instant now() {
    return backend.clock().instant();
  }

  /// Looks back; what was under way is given up.
  public void look() {
    cancel();
    var going = new AtomicBoolean(true);
    wanted = going;
    int mine = ++question;
    progress.set(new Progress(0, 0));
    var window = Window.before(now(), range.get());
    var chosen = source.get();
    var query = words.get().strip();
    var priors = backend.snapshot().priors();
    var asked =
        backend.read(
            history -> {
              var all = matching(history, query, chosen);
              var some = Hindsight.sample(all, MOST_SERIES);
              var found =
                  Hindsight.look(
                      history,
                      some,
                      window,
                      Sensitivity.stepsAnd(own()),
                      priors::sensitivity,
                      (looked, of) -> tell(mine, going, looked, of));
              return new Answer(found, all.size());
            });
    Later.take(
        asked.handle((found, error) -> java.util.Optional.ofNullable(found)),
        found -> {
          if (mine != question) return;
          progress.set(null);
          found.ifPresent(answer::set);
        });
  }

  private boolean tell(int mine, AtomicBoolean going, int looked, int of) {
    if (looked % 4 == 0 || looked == of)
      Fx.run(
          () -> {
            if (mine == question && progress.get() != null) progress.set(new Progress(looked, of));
          });
    return going.get();
  }

  private static List<SeriesId> matching(History history, String query, String source) {
    return history.find(query, MOST_KNOWN).stream()
        .filter(id -> source.isEmpty() || id.source().name().equals(source))
        .toList();
  }

  /// Stops after the series at hand; what was judged until then is shown.
  public void cancel() {
    wanted.set(false);
  }

  /// The side of the sensitivity in force, and that of the other.
  Hindsight.Side side(Answer found, boolean isOther) {
    var sides = found.hindsight().sides();
    return isOther ? sides.get(step.get()) : sides.getLast();
  }

  /// Puts the other sensitivity in force.
  public CompletableFuture<Decision> use() {
    return backend.saveSetting(
        "detection.sensitivity", BigDecimal.valueOf(other()).stripTrailingZeros().toPlainString());
  }
}
