{{- define "bellwether.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "bellwether.labels" -}}
{{ include "bellwether.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "bellwether.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "bellwether.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* Where the server finds its pack. */}}
{{- define "bellwether.pack" -}}
{{- if eq .Values.pack.from "builtin" -}}
/usr/share/bellwether/rules/saas
{{- else if eq .Values.pack.from "configMap" -}}
/rules
{{- else -}}
{{- clean (printf "/rules/current/%s" .Values.pack.git.path) -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.packConfigMap" -}}
{{- default (printf "%s-pack" (include "bellwether.fullname" .)) .Values.pack.configMap.existing -}}
{{- end -}}

{{/* The configuration of the server: that of `config`, and files of Secrets where they are mounted. */}}
{{- define "bellwether.config" -}}
{{- $config := dict "pack" (include "bellwether.pack" .) "insecure_listen" .Values.insecureListen -}}
{{- if .Values.tls.existingSecret -}}
{{- $tls := dict "certificate" "/etc/bellwether-tls/tls.crt" "key" "/etc/bellwether-tls/tls.key" -}}
{{- with .Values.tls.clientCa -}}
{{- $_ := set $tls "client_ca" (printf "/etc/bellwether-tls/%s" .) -}}
{{- end -}}
{{- $_ := set $config "tls" $tls -}}
{{- end -}}
{{- if .Values.access.existingSecret -}}
{{- $_ := set $config "access_file" "/etc/bellwether-access/access.yaml" -}}
{{- end -}}
{{- merge $config (deepCopy .Values.config) | toYaml -}}
{{- end -}}

{{/* "yes" where the server speaks TLS, with a certificate of a Secret or of further volumes. */}}
{{- define "bellwether.tls" -}}
{{- $certificate := dig "tls" "certificate" "none" .Values.config -}}
{{- if or .Values.tls.existingSecret (ne $certificate "none") -}}yes{{- end -}}
{{- end -}}

{{/* "yes" where it knows its callers: by an access file, or since none comes in without a certificate. */}}
{{- define "bellwether.callers" -}}
{{- $file := or .Values.access.existingSecret (ne (dig "access_file" "none" .Values.config) "none") -}}
{{- $authority := or .Values.tls.clientCa (ne (dig "tls" "client_ca" "none" .Values.config) "none") -}}
{{- $required := eq (dig "tls" "client_certificates" "require" .Values.config) "require" -}}
{{- if or $file (and $authority $required) -}}yes{{- end -}}
{{- end -}}

{{/* How it is probed: grpc, http or tcp. */}}
{{- define "bellwether.probes" -}}
{{- if ne .Values.probes.kind "auto" -}}
{{- .Values.probes.kind -}}
{{- else -}}
{{- ternary "http" "grpc" (eq (include "bellwether.tls" .) "yes") -}}
{{- end -}}
{{- end -}}

{{/* A probe of the named service: "" is the server as a whole. `path`: the same over HTTP. */}}
{{- define "bellwether.probe" -}}
{{- $kind := include "bellwether.probes" .root -}}
{{- if eq $kind "tcp" -}}
tcpSocket: {port: grpc}
{{- else if eq $kind "http" -}}
httpGet: {port: metrics, path: {{ .path }}}
{{- else -}}
grpc:
  port: {{ include "bellwether.port" .root }}
  {{- with .service }}
  service: {{ . }}
  {{- end }}
{{- end -}}
{{- end -}}

{{- define "bellwether.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Where the server listens. */}}
{{- define "bellwether.port" -}}
{{- regexFind "[0-9]+$" .Values.config.listen -}}
{{- end -}}

{{/* Where it takes calls over HTTP; "" when it does not. */}}
{{- define "bellwether.httpPort" -}}
{{- regexFind "[0-9]+$" (dig "http" "address" "" .Values.config) -}}
{{- end -}}

{{/* Where it serves metrics; "" when it does not. */}}
{{- define "bellwether.metricsPort" -}}
{{- regexFind "[0-9]+$" (default "" (default dict .Values.config.metrics).listen) -}}
{{- end -}}
