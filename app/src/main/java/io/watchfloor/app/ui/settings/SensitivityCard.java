package io.watchfloor.app.ui.settings;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Sensitivity;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.pipeline.Hindsight;
import io.watchfloor.model.signal.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import org.jspecify.annotations.Nullable;

/// One slider: how readily the detectors tell, and how much each step would have told a day, from
/// the store's own history. FX thread only; the history is judged elsewhere.
final class SensitivityCard extends Card {
  private static final Duration LOOKED_BACK = Duration.ofDays(1);
  private static final int MOST_SERIES = 40;
  private static final int MOST_KNOWN = 200_000;
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final Backend backend;
  private final Navigator navigator;
  private final Slider slider = new Slider(0, Sensitivity.steps().length - 1, 0);
  private final Label factor = Nodes.label("", "wf-mono", "wf-strong");
  private final Label predicted = Nodes.paragraph("", "wf-small", "wf-muted");
  private @Nullable Hindsight known;
  private Instant knownAt = Instant.EPOCH;
  private AtomicBoolean wanted = new AtomicBoolean();
  private int saved;

  SensitivityCard(Backend backend, Navigator navigator) {
    super(Text.of("settings.sensitivity"));
    this.backend = backend;
    this.navigator = navigator;
    saved = Sensitivity.nearest(backend.settings().detection().sensitivity());
    slider.setId("sensitivity");
    slider.setMajorTickUnit(1);
    slider.setMinorTickCount(0);
    slider.setSnapToTicks(true);
    slider.setShowTickMarks(true);
    slider.setBlockIncrement(1);
    slider.setValue(saved);
    slider.setAccessibleText(Text.of("settings.sensitivity"));
    slider.valueProperty().addListener(change -> moved());
    slider.valueChangingProperty().addListener(change -> moved());
    predicted.setId("predicted");
    var see =
        Nodes.button(Text.of("settings.sensitivity.see"), () -> navigator.go("hindsight"), "small");
    see.setId("see-hindsight");
    getChildren()
        .add(
            Nodes.column(
                "wf-settings-rows",
                Nodes.row(
                    "wf-gap-8",
                    Nodes.label(Text.of("sensitivity.less"), "wf-small", "wf-muted"),
                    Nodes.grow(slider),
                    Nodes.label(Text.of("sensitivity.more"), "wf-small", "wf-muted"),
                    factor),
                predicted,
                see));
    tell();
  }

  private int step() {
    return (int) Math.round(slider.getValue());
  }

  private void moved() {
    tell();
    if (slider.isValueChanging() || step() == saved) return;
    saved = step();
    var value = BigDecimal.valueOf(Sensitivity.steps()[saved]).stripTrailingZeros();
    Later.take(
        backend.saveSetting("detection.sensitivity", value.toPlainString()), navigator::tell);
  }

  /// Judges a sample of the stored series again, unless that was done a moment ago.
  void shown() {
    var now = backend.clock().instant();
    if (Duration.between(knownAt, now).compareTo(AGAIN) < 0) return;
    knownAt = now;
    var going = new AtomicBoolean(true);
    wanted = going;
    var window = Window.before(now, LOOKED_BACK);
    var priors = backend.snapshot().priors();
    Later.take(
        backend.read(
            history -> {
              var all = history.find("", MOST_KNOWN);
              var found =
                  Hindsight.look(
                      history,
                      Hindsight.sample(all, MOST_SERIES),
                      window,
                      Sensitivity.steps(),
                      priors::sensitivity,
                      (looked, of) -> going.get());
              return new Hindsight(
                  window, found.sides(), found.looked(), all.size(), found.known());
            }),
        found -> {
          if (!going.get()) return;
          known = found;
          tell();
        });
  }

  /// Gives up what is under way.
  void hidden() {
    wanted.set(false);
    if (known == null) knownAt = Instant.EPOCH;
  }

  private void tell() {
    factor.setText(Sensitivity.words(Sensitivity.steps()[step()]));
    if (known == null) {
      predicted.setText(Text.of("settings.sensitivity.looking"));
      return;
    }
    double perDay = known.perDay(known.sides().get(step()));
    if (Double.isNaN(perDay)) {
      predicted.setText(Text.of("settings.sensitivity.noHistory"));
      return;
    }
    predicted.setText(
        Text.of("settings.sensitivity.predicted", Math.round(perDay), known.looked(), known.of()));
  }
}
