package dev.rustyolo.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodecRoundTripTest {
    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(
                        new Command.Start(
                                List.of("a.test", "*.b.test:8443"),
                                List.of("c.b.test"),
                                List.of("198.51.100.53"),
                                List.of("10.0.0.0/8"),
                                List.of("8.8.8.8"),
                                1000),
                        "{\"type\":\"start\",\"allow\":[\"a.test\",\"*.b.test:8443\"],\"deny\":[\"c.b.test\"],"
                                + "\"dnsServers\":[\"198.51.100.53\"],\"allowPrivate\":[\"10.0.0.0/8\"],\"machine\":[\"8.8.8.8\"],\"agentUid\":1000}"),
                Arguments.of(
                        new Command.Start(List.of(), List.of(), List.of(), List.of(), List.of(), 4_294_967_294L),
                        "{\"type\":\"start\",\"allow\":[],\"deny\":[],\"dnsServers\":[],\"allowPrivate\":[],\"machine\":[],"
                                + "\"agentUid\":4294967294}"),
                Arguments.of(new Command.Heartbeat(), "{\"type\":\"heartbeat\"}"),
                Arguments.of(new Command.Drain(), "{\"type\":\"drain\"}"));
    }

    static Stream<Arguments> events() {
        Map<String, Long> timings = new LinkedHashMap<>();
        timings.put("rules", 12L);
        timings.put("drop", 0L);
        timings.put("check", 30L);
        return Stream.of(
                Arguments.of(new Event.Standby("0.1.0"), "{\"type\":\"standby\",\"version\":\"0.1.0\"}"),
                Arguments.of(
                        new Event.Ready(timings),
                        "{\"type\":\"ready\",\"timings\":{\"rules\":12,\"drop\":0,\"check\":30}}"),
                Arguments.of(new Event.Ready(Map.of()), "{\"type\":\"ready\",\"timings\":{}}"),
                Arguments.of(
                        new Event.Denied(Layer.CONNECT, "evil.test", 443, "no rule allows it"),
                        "{\"type\":\"denied\",\"layer\":\"connect\",\"name\":\"evil.test\",\"port\":443,"
                                + "\"reason\":\"no rule allows it\"}"),
                Arguments.of(
                        new Event.Denied(Layer.DNS, "", 0, ""),
                        "{\"type\":\"denied\",\"layer\":\"dns\",\"name\":\"\",\"port\":0,\"reason\":\"\"}"),
                Arguments.of(
                        new Event.LookedUp("a.test", "198.18.0.1"),
                        "{\"type\":\"lookedUp\",\"name\":\"a.test\",\"address\":\"198.18.0.1\"}"),
                Arguments.of(
                        new Event.Opened(7, "a.test", 65_535, "2001:db8::7"),
                        "{\"type\":\"opened\",\"id\":7,\"name\":\"a.test\",\"port\":65535,\"address\":\"2001:db8::7\"}"),
                Arguments.of(
                        new Event.Closed(0, Long.MAX_VALUE, 3_000_000),
                        "{\"type\":\"closed\",\"id\":0,\"sent\":9223372036854775807,\"received\":3000000}"),
                Arguments.of(
                        new Event.Warning("\"quoted\" \\ and\nnew line"),
                        "{\"type\":\"warning\",\"message\":\"\\\"quoted\\\" \\\\ and\\nnew line\"}"),
                Arguments.of(new Event.Dropped(12), "{\"type\":\"dropped\",\"count\":12}"),
                Arguments.of(new Event.Alive(), "{\"type\":\"alive\"}"),
                Arguments.of(new Event.Drained(), "{\"type\":\"drained\"}"),
                Arguments.of(new Event.Fatal("it broke"), "{\"type\":\"fatal\",\"message\":\"it broke\"}"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void writesAndReadsCommands(Command command, String line) {
        assertThat(Codec.encode(command)).isEqualTo(line);
        assertThat(Codec.decodeCommand(line)).isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("events")
    void writesAndReadsEvents(Event event, String line) {
        assertThat(Codec.encode(event)).isEqualTo(line);
        assertThat(Codec.decodeEvent(line)).isEqualTo(event);
    }

    @Test
    void hasALineForEveryKindOfMessage() {
        assertThat(commands().map(CodecRoundTripTest::kind)).containsAll(kindsOf(Command.class));
        assertThat(events().map(CodecRoundTripTest::kind)).containsAll(kindsOf(Event.class));
    }

    private static String kind(Arguments arguments) {
        return Objects.requireNonNull(arguments.get()[0]).getClass().getName();
    }

    private static List<String> kindsOf(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(Class::getName)
                .toList();
    }

    @Test
    void keepsTheOrderOfTimings() {
        Event event = Codec.decodeEvent("{\"type\":\"ready\",\"timings\":{\"z\":1,\"a\":2,\"m\":3}}");

        assertThat(event)
                .isInstanceOfSatisfying(
                        Event.Ready.class,
                        ready -> assertThat(ready.timings())
                                .containsExactly(Map.entry("z", 1L), Map.entry("a", 2L), Map.entry("m", 3L)));
    }

    @Test
    void readsFieldsInAnyOrderAndWithBlanks() {
        assertThat(Codec.decodeEvent(" { \"count\" : 3 , \"type\" : \"dropped\" } "))
                .isEqualTo(new Event.Dropped(3));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void namesLayersInLowerCase(Layer layer) {
        Event event = new Event.Denied(layer, "a.test", 1, "");

        assertThat(Codec.encode(event)).contains("\"layer\":\"" + layer.wireName() + "\"");
        assertThat(Codec.decodeEvent(Codec.encode(event))).isEqualTo(event);
        assertThat(layer.wireName()).matches("[a-z]+");
    }

    static Stream<Layer> layers() {
        return Stream.of(Layer.values());
    }

    @Test
    void isOneLineOfPrintableAsciiWhateverTheText() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            // Given text of any UTF-16 units, unpaired surrogates and controls included
            StringBuilder text = new StringBuilder("\0\u001b\u007f\u009b\u2028\u202e\r\n");
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            Event warning = new Event.Warning(text.toString());
            Command start = new Command.Start(List.of(text.toString()), List.of(), List.of(), List.of(), List.of(), 1);
            Event ready = new Event.Ready(Map.of(text.toString(), 1L));

            // Then
            assertThat(Codec.encode(warning)).matches("[ -~]+");
            assertThat(Codec.decodeEvent(Codec.encode(warning))).isEqualTo(warning);
            assertThat(Codec.encode(start)).matches("[ -~]+");
            assertThat(Codec.decodeCommand(Codec.encode(start))).isEqualTo(start);
            assertThat(Codec.encode(ready)).matches("[ -~]+");
            assertThat(Codec.decodeEvent(Codec.encode(ready))).isEqualTo(ready);
        }
    }

    @Test
    void carriesManyRules() {
        List<String> rules = Stream.iterate(1, i -> i + 1)
                .limit(20_000)
                .map(i -> "host-number-" + i + ".example.test:8443")
                .toList();
        Command start = new Command.Start(rules, rules, List.of(), List.of(), List.of(), 1000);

        assertThat(Codec.decodeCommand(Codec.encode(start))).isEqualTo(start);
    }
}
