package io.watchfloor.connectors;

import io.watchfloor.connectors.alertmanager.AlertmanagerType;
import io.watchfloor.connectors.declared.DeclaredType;
import io.watchfloor.connectors.declared.JsonType;
import io.watchfloor.connectors.files.ChangeFileType;
import io.watchfloor.connectors.files.LogFileType;
import io.watchfloor.connectors.graphite.GraphiteType;
import io.watchfloor.connectors.icinga.IcingaType;
import io.watchfloor.connectors.influx.InfluxType;
import io.watchfloor.connectors.machine.MachineType;
import io.watchfloor.connectors.mail.MailType;
import io.watchfloor.connectors.nagios.NagiosType;
import io.watchfloor.connectors.otlp.OtlpType;
import io.watchfloor.connectors.prometheus.PrometheusType;
import io.watchfloor.connectors.snmp.TrapType;
import io.watchfloor.connectors.syslog.SyslogType;
import io.watchfloor.connectors.webhook.HookType;
import io.watchfloor.connectors.zabbix.ZabbixType;
import java.util.List;

/// The explicit list of the connectors that exist; the only class that knows all.
public final class Connectors {
  private Connectors() {}

  /// In the order in which a person is offered them.
  public static List<SourceType> types() {
    return List.of(
        new PrometheusType(), //
        new AlertmanagerType(), //
        new IcingaType(), //
        new NagiosType(), //
        new ZabbixType(), //
        new DeclaredType("checkmk"), //
        new DeclaredType("grafana"), //
        new DeclaredType("loki"), //
        new DeclaredType("elasticsearch"), //
        new DeclaredType("kubernetes"), //
        new DeclaredType("github"), //
        new DeclaredType("gitlab"), //
        new DeclaredType("jira"), //
        new DeclaredType("servicenow"), //
        new DeclaredType("redmine"), //
        new DeclaredType("pagerduty"), //
        new DeclaredType("datadog"), //
        new DeclaredType("newrelic"), //
        new DeclaredType("splunk"), //
        new DeclaredType("cloudwatch"), //
        new DeclaredType("azure"), //
        new DeclaredType("gcp"), //
        new JsonType(), //
        new LogFileType(), //
        new ChangeFileType(), //
        new SyslogType(), //
        new HookType(), //
        new TrapType(), //
        new OtlpType(), //
        new DeclaredType("rt"), //
        new InfluxType(), //
        new GraphiteType(), //
        new MailType(), //
        new MachineType() //
        );
  }
}
