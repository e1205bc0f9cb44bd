package org.ringtape.engine.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A logger that fails never fails whoever logs. */
final class ControlLogTest implements ControlLog.Lines
{
    private int asked;

    @Test
    void shouldAskALoggerThatThrowsOnceAndThenTheJdksOwn()
    {
        final ControlLog log = ControlLog.to("test", this);
        log.debug("one");
        log.info("two");
        log.warn("three");
        log.error("four", new IllegalStateException("mine"));
        assertEquals(1, asked);
    }

    @Override
    public void debug(final String message)
    {
        fail();
    }

    @Override
    public void info(final String message)
    {
        fail();
    }

    @Override
    public void warn(final String message, final Throwable thrown)
    {
        fail();
    }

    @Override
    public void error(final String message, final Throwable thrown)
    {
        fail();
    }

    private void fail()
    {
        asked++;
        throw new NoClassDefFoundError("a broken binding");
    }
}
