package io.watchfloor.connectors.machine;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The machine this runs on.
public final class MachineType implements SourceType {
  /// As it runs from the first start, with nothing configured.
  public static final SourceSettings USUAL =
      new SourceSettings(new SourceId("this machine"), "machine", Duration.ofSeconds(2), Map.of());

  @Override
  public String name() {
    return "machine";
  }

  @Override
  public String title() {
    return "This machine";
  }

  @Override
  public String summary() {
    return "CPU, memory, disks, network, processes and temperatures of the machine this runs on.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.METRICS), List.of(), Proof.own("the machine of the test"));
  }

  @Override
  public SettingsForm form() {
    return new SettingsForm(List.of());
  }

  @Override
  public Source open(SourceSettings settings, Opening opening) {
    return new MachineSource(settings.id(), OshiMachine::new, opening.entities());
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress) {
    try {
      MachineSource.tell(
          new OshiMachine(),
          words ->
              progress.accept(
                  new TestStep("sample", TestStep.Result.PASSED, Duration.ZERO, words, "")));
    } catch (RuntimeException | LinkageError e) {
      progress.accept(
          new TestStep(
              "sample", TestStep.Result.FAILED, Duration.ZERO, String.valueOf(e.getMessage()), ""));
    }
  }
}
