FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Only what decides the packages, so that an edit of the code keeps this layer.
COPY src/Directory.Build.props src/Directory.Build.targets src/Directory.Packages.props src/
COPY src/Agreements.Domain/Agreements.Domain.csproj src/Agreements.Domain/
COPY src/Agreements.Data/Agreements.Data.csproj src/Agreements.Data/
COPY src/Agreements.Api/Agreements.Api.csproj src/Agreements.Api/
RUN dotnet restore src/Agreements.Api -p:RuntimeIdentifier=linux-x64

COPY .editorconfig ./
COPY src/ src/
RUN dotnet publish src/Agreements.Api --no-restore -c Release -r linux-x64 -o /app


# The reminder job, an image of its own: docker build --target reminders -t agreements-reminders .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build-reminders
WORKDIR /source
COPY src/Directory.Build.props src/Directory.Build.targets src/Directory.Packages.props src/
COPY src/Agreements.Client/Agreements.Client.csproj src/Agreements.Client/
COPY src/Agreements.ReminderJob/Agreements.ReminderJob.csproj src/Agreements.ReminderJob/
RUN dotnet restore src/Agreements.ReminderJob -p:RuntimeIdentifier=linux-x64
COPY .editorconfig ./
COPY src/ src/
RUN dotnet publish src/Agreements.ReminderJob --no-restore -c Release -r linux-x64 -o /app

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0 AS reminders
WORKDIR /app
COPY --from=build-reminders /app ./
COPY LICENSE NOTICE ./
USER $APP_UID
ENTRYPOINT ["./agreements-reminders"]
CMD ["--once"]


# The runtime comes with the service, compiled together with it.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0
WORKDIR /app
COPY --from=build /app ./
COPY LICENSE NOTICE ./

# The commands: docker exec CONTAINER agreements backup /data/…
RUN ln -s /app/Agreements.Api /usr/local/bin/agreements

# A volume keeps the owner its folder had when it was declared.
RUN mkdir -m 700 /data && chown "$APP_UID:$APP_UID" /data
VOLUME /data

# The base image asks for port 8080; empty takes that back.
ENV ASPNETCORE_URLS=http://+:5080 \
    ASPNETCORE_HTTP_PORTS= \
    Database__ConnectionString="Data Source=/data/agreements.db"

USER $APP_UID
# The base image has neither curl nor wget.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["./Agreements.Api", "health"]
ENTRYPOINT ["./Agreements.Api"]
