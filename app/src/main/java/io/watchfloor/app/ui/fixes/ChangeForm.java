package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Remediation;
import java.util.LinkedHashSet;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SearchableComboBox;

/// Another runbook, or the same on another target: makes a new plan, which needs its own approval.
final class ChangeForm {
  private ChangeForm() {}

  static Node of(FixesViewModel model, Proposal one, Consumer<Decision> answered, Runnable close) {
    var snapshot = model.snapshot().get();
    var runbook = new SearchableComboBox<String>();
    runbook.setId("change-runbook");
    runbook.getItems().setAll(snapshot.catalogue().stream().map(Remediation::name).toList());
    runbook.setValue(one.remediation().name());
    var targets = new LinkedHashSet<String>();
    targets.add(one.plan().target().name());
    snapshot.incidents().stream()
        .filter(incident -> incident.id().equals(one.incident()))
        .flatMap(incident -> incident.entities().stream())
        .forEach(entity -> targets.add(entity.name()));
    var target = new SearchableComboBox<String>();
    target.getItems().setAll(targets);
    target.setValue(one.plan().target().name());
    var send =
        Nodes.button(
            Text.of("fixes.change.send"),
            () -> Later.take(model.propose(one, runbook.getValue(), target.getValue()), answered));
    var row =
        Nodes.row(
            "wf-fix-actions",
            Nodes.label(Text.of("fixes.change.runbook"), "wf-muted"),
            runbook,
            Nodes.label(Text.of("fixes.change.target"), "wf-muted"),
            target,
            send,
            Nodes.button(Text.of("button.back"), close, "ghost"));
    return new VBox(8, Nodes.label(Text.of("fixes.change.why"), "wf-caption"), row);
  }
}
