package org.ringtape.engine;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** A binding of SLF4J that writes each line of every level to standard error; chosen by {@code slf4j.provider}. */
public final class StderrLogging implements SLF4JServiceProvider
{
    @Override
    public ILoggerFactory getLoggerFactory()
    {
        return StderrLogger::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory()
    {
        return new BasicMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter()
    {
        return new NOPMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion()
    {
        return "2.0.99";
    }

    @Override
    public void initialize()
    {
        Thread.onSpinWait();
    }

    private static final class StderrLogger extends AbstractLogger
    {
        private static final long serialVersionUID = 1L;

        StderrLogger(final String name)
        {
            this.name = name;
        }

        @Override
        protected String getFullyQualifiedCallerName()
        {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
            final Level level, final Marker marker, final String message, final Object[] arguments,
            final Throwable thrown)
        {
            System.err.println(level + " " + name + " " + MessageFormatter.basicArrayFormat(message, arguments));
        }

        @Override
        public boolean isTraceEnabled()
        {
            return true;
        }

        @Override
        public boolean isTraceEnabled(final Marker marker)
        {
            return true;
        }

        @Override
        public boolean isDebugEnabled()
        {
            return true;
        }

        @Override
        public boolean isDebugEnabled(final Marker marker)
        {
            return true;
        }

        @Override
        public boolean isInfoEnabled()
        {
            return true;
        }

        @Override
        public boolean isInfoEnabled(final Marker marker)
        {
            return true;
        }

        @Override
        public boolean isWarnEnabled()
        {
            return true;
        }

        @Override
        public boolean isWarnEnabled(final Marker marker)
        {
            return true;
        }

        @Override
        public boolean isErrorEnabled()
        {
            return true;
        }

        @Override
        public boolean isErrorEnabled(final Marker marker)
        {
            return true;
        }
    }
}
