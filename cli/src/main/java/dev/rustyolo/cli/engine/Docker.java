package dev.rustyolo.cli.engine;

import java.util.List;

/** Docker: a daemon that may be on another machine, so nothing of this machine is looked at. */
public record Docker() implements Dialect {
    /** The name of its client. */
    public static final String PROGRAM = "docker";

    @Override
    public String program() {
        return PROGRAM;
    }

    @Override
    public String title() {
        return "Docker";
    }

    @Override
    public List<String> configurationVariables() {
        return List.of("DOCKER_CONFIG");
    }

    @Override
    public String configurationDirectory() {
        return ".docker";
    }

    @Override
    public String labelFormat(String label) {
        return "{{.Label \"" + label + "\"}}";
    }

    @Override
    public List<String> global() {
        return List.of();
    }

    /** The name belongs to the engine: no configuration can give it to another runtime. */
    @Override
    public List<String> container(long processes) {
        return List.of("--runtime=runc");
    }

    @Override
    public List<String> gateway() {
        return List.of();
    }

    @Override
    public List<String> agent(String gateway) {
        return List.of();
    }

    @Override
    public List<String> limits(Limits limits) {
        return limits.options();
    }

    /** The option takes a line of CSV (RFC 4180). */
    @Override
    public List<String> gpus(String gpus) {
        return List.of("--gpus=" + (gpus.equals("all") ? gpus : "\"device=" + gpus + "\""));
    }

    @Override
    public List<String> removal() {
        return List.of();
    }

    @Override
    public List<String> build() {
        return List.of();
    }

    @Override
    public List<String> defaultRuntime() {
        return List.of("info", "--format={{.DefaultRuntime}}");
    }

    /** Without a bridge the router is another machine. */
    @Override
    public Visitors visitors(String network) {
        return new Visitors.OnNetwork(List.of(
                "network",
                "inspect",
                "--format={{if eq .Driver \"bridge\"}}{{range .IPAM.Config}}"
                        + "{{if .Gateway}}{{println .Gateway}}{{else}}{{println .Subnet}}{{end}}{{end}}{{end}}",
                "--",
                network.isEmpty() ? "bridge" : network));
    }

    @Override
    public List<String> defaultNetworkToPublishOn() {
        return List.of();
    }

    @Override
    public boolean measuresMemory() {
        return true;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public String remedy() {
        return "start the engine (for example: sudo systemctl start docker) and make sure that you may use it:"
                + " docker version";
    }
}
