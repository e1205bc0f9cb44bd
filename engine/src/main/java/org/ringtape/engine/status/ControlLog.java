package org.ringtape.engine.status;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the control path logs: through SLF4J if the host has it, else through the JDK's own {@link System.Logger}. A
 * logger that is missing or throws never ends the thread that logs. Any thread, but never the hot path. What is handed
 * over must be free of secrets.
 */
public final class ControlLog
{
    private final String name;
    /** Replaced once, by any thread, if it throws. */
    private volatile Lines lines;

    private ControlLog(final String name, final Lines lines)
    {
        this.name = name;
        this.lines = lines;
    }

    /** What a logger has to be able to do. */
    public interface Lines
    {
        /** Takes a message of that level. */
        void debug(String message);

        /** Takes a message of that level. */
        void info(String message);

        /** Takes a message of that level; the cause may be null. */
        void warn(String message, Throwable thrown);

        /** Takes a message of that level; the cause may be null. */
        void error(String message, Throwable thrown);
    }

    /** The log of a class. */
    public static ControlLog of(final Class<?> owner)
    {
        try
        {
            return new ControlLog(owner.getName(), Slf4jLines.of(owner.getName()));
        }
        catch (final Throwable missingOrBroken) // a LinkageError without slf4j-api; a broken binding throws anything
        {
            return new ControlLog(owner.getName(), new SystemLines(owner.getName()));
        }
    }

    /** A log of another kind. */
    public static ControlLog to(final String name, final Lines lines)
    {
        return new ControlLog(name, lines);
    }

    /** Something that has been said before, or is of use to nobody but us. */
    public void debug(final String message)
    {
        try
        {
            lines.debug(message);
        }
        catch (final Throwable broken)
        {
            instead().debug(message);
        }
    }

    /** Something that a host may want to know and need not act on. */
    public void info(final String message)
    {
        try
        {
            lines.info(message);
        }
        catch (final Throwable broken)
        {
            instead().info(message);
        }
    }

    /** Something went wrong, and the pipeline goes on. */
    public void warn(final String message)
    {
        warn(message, null);
    }

    /** Something went wrong, and the pipeline goes on. The cause may be null. */
    public void warn(final String message, final Throwable thrown)
    {
        try
        {
            lines.warn(message, thrown);
        }
        catch (final Throwable broken)
        {
            instead().warn(message, thrown);
        }
    }

    /** Something ended that should not have. The cause may be null. */
    public void error(final String message, final Throwable thrown)
    {
        try
        {
            lines.error(message, thrown);
        }
        catch (final Throwable broken)
        {
            instead().error(message, thrown);
        }
    }

    private Lines instead()
    {
        lines = new SystemLines(name);
        return lines;
    }

    /** A class of its own, so that nothing is linked to SLF4J before it is known to be there. */
    private static final class Slf4jLines implements Lines
    {
        private final Logger logger;

        private Slf4jLines(final Logger logger)
        {
            this.logger = logger;
        }

        @Override
        public void debug(final String message)
        {
            logger.debug(message);
        }

        static Lines of(final String name)
        {
            return new Slf4jLines(LoggerFactory.getLogger(name));
        }

        @Override
        public void info(final String message)
        {
            logger.info(message);
        }

        @Override
        public void warn(final String message, final Throwable thrown)
        {
            logger.warn(message, thrown);
        }

        @Override
        public void error(final String message, final Throwable thrown)
        {
            logger.error(message, thrown);
        }
    }

    private static final class SystemLines implements Lines
    {
        private final System.Logger logger;

        SystemLines(final String name)
        {
            logger = System.getLogger(name);
        }

        @Override
        public void debug(final String message)
        {
            logger.log(System.Logger.Level.DEBUG, message);
        }

        @Override
        public void info(final String message)
        {
            logger.log(System.Logger.Level.INFO, message);
        }

        @Override
        public void warn(final String message, final Throwable thrown)
        {
            logger.log(System.Logger.Level.WARNING, message, thrown);
        }

        @Override
        public void error(final String message, final Throwable thrown)
        {
            logger.log(System.Logger.Level.ERROR, message, thrown);
        }
    }
}
