package org.ringtape.feeds;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** All that anybody logs, at any level, with stack traces, while a test listens; at other times every level is off. */
public final class CapturedLog implements AutoCloseable
{
    private static volatile Queue<String> lines;

    private final Queue<String> captured = new ConcurrentLinkedQueue<>();

    /** Listens from now on. */
    public CapturedLog()
    {
        if (!(LoggerFactory.getILoggerFactory() instanceof Factory) || lines != null)
        {
            throw new IllegalStateException("one at a time, with -Dslf4j.provider=" + Provider.class.getName());
        }
        lines = captured;
    }

    /** Level, name of the logger, message, and stack trace if there is one. */
    public List<String> lines()
    {
        return List.copyOf(captured);
    }

    @Override
    public void close()
    {
        lines = null;
    }

    /** What SLF4J finds by the property {@code slf4j.provider}. */
    public static final class Provider implements SLF4JServiceProvider
    {
        private final IMarkerFactory markers = new BasicMarkerFactory();
        private final MDCAdapter context = new NOPMDCAdapter();

        @Override
        public ILoggerFactory getLoggerFactory()
        {
            return new Factory();
        }

        @Override
        public IMarkerFactory getMarkerFactory()
        {
            return markers;
        }

        @Override
        public MDCAdapter getMDCAdapter()
        {
            return context;
        }

        @Override
        public String getRequestedApiVersion()
        {
            return "2.0.99";
        }

        @Override
        public void initialize()
        {
            // nothing to do
        }
    }

    /** One logger a caller. */
    private static final class Factory implements ILoggerFactory
    {
        @Override
        public org.slf4j.Logger getLogger(final String name)
        {
            return new Capturing(name);
        }
    }

    /** Writes to whoever listens. */
    private static final class Capturing extends LegacyAbstractLogger
    {
        private static final long serialVersionUID = 1L;

        private Capturing(final String name)
        {
            this.name = name;
        }

        @Override
        public boolean isTraceEnabled()
        {
            return lines != null;
        }

        @Override
        public boolean isDebugEnabled()
        {
            return lines != null;
        }

        @Override
        public boolean isInfoEnabled()
        {
            return lines != null;
        }

        @Override
        public boolean isWarnEnabled()
        {
            return lines != null;
        }

        @Override
        public boolean isErrorEnabled()
        {
            return lines != null;
        }

        @Override
        protected String getFullyQualifiedCallerName()
        {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
            final Level level,
            final Marker marker,
            final String message,
            final Object[] arguments,
            final Throwable thrown)
        {
            final Queue<String> listening = lines;
            if (listening != null)
            {
                final StringWriter trace = new StringWriter();
                if (thrown != null)
                {
                    thrown.printStackTrace(new PrintWriter(trace));
                }
                listening.add(level + " " + name + " " + MessageFormatter.basicArrayFormat(message, arguments) + trace);
            }
        }
    }
}
